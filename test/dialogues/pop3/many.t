# Lists that are longer than a page.
ways once step
P: new/1.m
p: x
P: new/2.m
p: x
P: new/3.m
p: x
P: new/4.m
p: x
P: new/5.m
p: x
P: new/6.m
p: x
P: new/7.m
p: x
P: new/8.m
p: x
P: new/9.m
p: x
P: new/10.m
p: x
P: new/11.m
p: x
P: new/12.m
p: x
P: new/13.m
p: x
P: new/14.m
p: x
P: new/15.m
p: x
P: new/16.m
p: x
P: new/17.m
p: x
P: new/18.m
p: x
P: new/19.m
p: x
P: new/20.m
p: x
P: new/21.m
p: x
P: new/22.m
p: x
P: new/23.m
p: x
P: new/24.m
p: x
P: new/25.m
p: x
P: new/26.m
p: x
P: new/27.m
p: x
P: new/28.m
p: x
P: new/29.m
p: x
P: new/30.m
p: x
P: new/31.m
p: x
P: new/32.m
p: x
P: new/33.m
p: x
P: new/34.m
p: x
P: new/35.m
p: x
P: new/36.m
p: x
P: new/37.m
p: x
P: new/38.m
p: x
P: new/39.m
p: x
P: new/40.m
p: x
P: new/41.m
p: x
P: new/42.m
p: x
P: new/43.m
p: x
P: new/44.m
p: x
P: new/45.m
p: x
P: new/46.m
p: x
P: new/47.m
p: x
P: new/48.m
p: x
P: new/49.m
p: x
P: new/50.m
p: x
P: new/51.m
p: x
P: new/52.m
p: x
P: new/53.m
p: x
P: new/54.m
p: x
P: new/55.m
p: x
P: new/56.m
p: x
P: new/57.m
p: x
P: new/58.m
p: x
P: new/59.m
p: x
P: new/60.m
p: x
P: new/61.m
p: x
P: new/62.m
p: x
P: new/63.m
p: x
P: new/64.m
p: x
P: new/65.m
p: x
P: new/66.m
p: x
P: new/67.m
p: x
P: new/68.m
p: x
P: new/69.m
p: x
P: new/70.m
p: x
P: new/71.m
p: x
P: new/72.m
p: x
P: new/73.m
p: x
P: new/74.m
p: x
P: new/75.m
p: x
P: new/76.m
p: x
P: new/77.m
p: x
P: new/78.m
p: x
P: new/79.m
p: x
P: new/80.m
p: x
P: new/81.m
p: x
P: new/82.m
p: x
P: new/83.m
p: x
P: new/84.m
p: x
P: new/85.m
p: x
P: new/86.m
p: x
P: new/87.m
p: x
P: new/88.m
p: x
P: new/89.m
p: x
P: new/90.m
p: x
P: new/91.m
p: x
P: new/92.m
p: x
P: new/93.m
p: x
P: new/94.m
p: x
P: new/95.m
p: x
P: new/96.m
p: x
P: new/97.m
p: x
P: new/98.m
p: x
P: new/99.m
p: x
P: new/100.m
p: x
P: new/101.m
p: x
P: new/102.m
p: x
P: new/103.m
p: x
P: new/104.m
p: x
P: new/105.m
p: x
P: new/106.m
p: x
P: new/107.m
p: x
P: new/108.m
p: x
P: new/109.m
p: x
P: new/110.m
p: x
P: new/111.m
p: x
P: new/112.m
p: x
P: new/113.m
p: x
P: new/114.m
p: x
P: new/115.m
p: x
P: new/116.m
p: x
P: new/117.m
p: x
P: new/118.m
p: x
P: new/119.m
p: x
P: new/120.m
p: x
P: new/121.m
p: x
P: new/122.m
p: x
P: new/123.m
p: x
P: new/124.m
p: x
P: new/125.m
p: x
P: new/126.m
p: x
P: new/127.m
p: x
P: new/128.m
p: x
P: new/129.m
p: x
P: new/130.m
p: x
P: new/131.m
p: x
P: new/132.m
p: x
P: new/133.m
p: x
P: new/134.m
p: x
P: new/135.m
p: x
P: new/136.m
p: x
P: new/137.m
p: x
P: new/138.m
p: x
P: new/139.m
p: x
P: new/140.m
p: x
P: new/141.m
p: x
P: new/142.m
p: x
P: new/143.m
p: x
P: new/144.m
p: x
P: new/145.m
p: x
P: new/146.m
p: x
P: new/147.m
p: x
P: new/148.m
p: x
P: new/149.m
p: x
P: new/150.m
p: x
P: new/151.m
p: x
P: new/152.m
p: x
P: new/153.m
p: x
P: new/154.m
p: x
P: new/155.m
p: x
P: new/156.m
p: x
P: new/157.m
p: x
P: new/158.m
p: x
P: new/159.m
p: x
P: new/160.m
p: x
P: new/161.m
p: x
P: new/162.m
p: x
P: new/163.m
p: x
P: new/164.m
p: x
P: new/165.m
p: x
P: new/166.m
p: x
P: new/167.m
p: x
P: new/168.m
p: x
P: new/169.m
p: x
P: new/170.m
p: x
P: new/171.m
p: x
P: new/172.m
p: x
P: new/173.m
p: x
P: new/174.m
p: x
P: new/175.m
p: x
P: new/176.m
p: x
P: new/177.m
p: x
P: new/178.m
p: x
P: new/179.m
p: x
P: new/180.m
p: x
P: new/181.m
p: x
P: new/182.m
p: x
P: new/183.m
p: x
P: new/184.m
p: x
P: new/185.m
p: x
P: new/186.m
p: x
P: new/187.m
p: x
P: new/188.m
p: x
P: new/189.m
p: x
P: new/190.m
p: x
P: new/191.m
p: x
P: new/192.m
p: x
P: new/193.m
p: x
P: new/194.m
p: x
P: new/195.m
p: x
P: new/196.m
p: x
P: new/197.m
p: x
P: new/198.m
p: x
P: new/199.m
p: x
P: new/200.m
p: x
P: new/201.m
p: x
P: new/202.m
p: x
P: new/203.m
p: x
P: new/204.m
p: x
P: new/205.m
p: x
P: new/206.m
p: x
P: new/207.m
p: x
P: new/208.m
p: x
P: new/209.m
p: x
P: new/210.m
p: x
P: new/211.m
p: x
P: new/212.m
p: x
P: new/213.m
p: x
P: new/214.m
p: x
P: new/215.m
p: x
P: new/216.m
p: x
P: new/217.m
p: x
P: new/218.m
p: x
P: new/219.m
p: x
P: new/220.m
p: x
P: new/221.m
p: x
P: new/222.m
p: x
P: new/223.m
p: x
P: new/224.m
p: x
P: new/225.m
p: x
P: new/226.m
p: x
P: new/227.m
p: x
P: new/228.m
p: x
P: new/229.m
p: x
P: new/230.m
p: x
P: new/231.m
p: x
P: new/232.m
p: x
P: new/233.m
p: x
P: new/234.m
p: x
P: new/235.m
p: x
P: new/236.m
p: x
P: new/237.m
p: x
P: new/238.m
p: x
P: new/239.m
p: x
P: new/240.m
p: x
P: new/241.m
p: x
P: new/242.m
p: x
P: new/243.m
p: x
P: new/244.m
p: x
P: new/245.m
p: x
P: new/246.m
p: x
P: new/247.m
p: x
P: new/248.m
p: x
P: new/249.m
p: x
P: new/250.m
p: x
P: new/251.m
p: x
P: new/252.m
p: x
P: new/253.m
p: x
P: new/254.m
p: x
P: new/255.m
p: x
P: new/256.m
p: x
P: new/257.m
p: x
P: new/258.m
p: x
P: new/259.m
p: x
P: new/260.m
p: x
P: new/261.m
p: x
P: new/262.m
p: x
P: new/263.m
p: x
P: new/264.m
p: x
P: new/265.m
p: x
P: new/266.m
p: x
P: new/267.m
p: x
P: new/268.m
p: x
P: new/269.m
p: x
P: new/270.m
p: x
P: new/271.m
p: x
P: new/272.m
p: x
P: new/273.m
p: x
P: new/274.m
p: x
P: new/275.m
p: x
P: new/276.m
p: x
P: new/277.m
p: x
P: new/278.m
p: x
P: new/279.m
p: x
P: new/280.m
p: x
P: new/281.m
p: x
P: new/282.m
p: x
P: new/283.m
p: x
P: new/284.m
p: x
P: new/285.m
p: x
P: new/286.m
p: x
P: new/287.m
p: x
P: new/288.m
p: x
P: new/289.m
p: x
P: new/290.m
p: x
P: new/291.m
p: x
P: new/292.m
p: x
P: new/293.m
p: x
P: new/294.m
p: x
P: new/295.m
p: x
P: new/296.m
p: x
P: new/297.m
p: x
P: new/298.m
p: x
P: new/299.m
p: x
P: new/300.m
p: x
P: new/301.m
p: x
P: new/302.m
p: x
P: new/303.m
p: x
P: new/304.m
p: x
P: new/305.m
p: x
P: new/306.m
p: x
P: new/307.m
p: x
P: new/308.m
p: x
P: new/309.m
p: x
P: new/310.m
p: x
P: new/311.m
p: x
P: new/312.m
p: x
P: new/313.m
p: x
P: new/314.m
p: x
P: new/315.m
p: x
P: new/316.m
p: x
P: new/317.m
p: x
P: new/318.m
p: x
P: new/319.m
p: x
P: new/320.m
p: x
P: new/321.m
p: x
P: new/322.m
p: x
P: new/323.m
p: x
P: new/324.m
p: x
P: new/325.m
p: x
P: new/326.m
p: x
P: new/327.m
p: x
P: new/328.m
p: x
P: new/329.m
p: x
P: new/330.m
p: x
P: new/331.m
p: x
P: new/332.m
p: x
P: new/333.m
p: x
P: new/334.m
p: x
P: new/335.m
p: x
P: new/336.m
p: x
P: new/337.m
p: x
P: new/338.m
p: x
P: new/339.m
p: x
P: new/340.m
p: x
P: new/341.m
p: x
P: new/342.m
p: x
P: new/343.m
p: x
P: new/344.m
p: x
P: new/345.m
p: x
P: new/346.m
p: x
P: new/347.m
p: x
P: new/348.m
p: x
P: new/349.m
p: x
P: new/350.m
p: x
P: new/351.m
p: x
P: new/352.m
p: x
P: new/353.m
p: x
P: new/354.m
p: x
P: new/355.m
p: x
P: new/356.m
p: x
P: new/357.m
p: x
P: new/358.m
p: x
P: new/359.m
p: x
P: new/360.m
p: x
P: new/361.m
p: x
P: new/362.m
p: x
P: new/363.m
p: x
P: new/364.m
p: x
P: new/365.m
p: x
P: new/366.m
p: x
P: new/367.m
p: x
P: new/368.m
p: x
P: new/369.m
p: x
P: new/370.m
p: x
P: new/371.m
p: x
P: new/372.m
p: x
P: new/373.m
p: x
P: new/374.m
p: x
P: new/375.m
p: x
P: new/376.m
p: x
P: new/377.m
p: x
P: new/378.m
p: x
P: new/379.m
p: x
P: new/380.m
p: x
P: new/381.m
p: x
P: new/382.m
p: x
P: new/383.m
p: x
P: new/384.m
p: x
P: new/385.m
p: x
P: new/386.m
p: x
P: new/387.m
p: x
P: new/388.m
p: x
P: new/389.m
p: x
P: new/390.m
p: x
P: new/391.m
p: x
P: new/392.m
p: x
P: new/393.m
p: x
P: new/394.m
p: x
P: new/395.m
p: x
P: new/396.m
p: x
P: new/397.m
p: x
P: new/398.m
p: x
P: new/399.m
p: x
P: new/400.m
p: x
P: new/401.m
p: x
P: new/402.m
p: x
P: new/403.m
p: x
P: new/404.m
p: x
P: new/405.m
p: x
P: new/406.m
p: x
P: new/407.m
p: x
P: new/408.m
p: x
P: new/409.m
p: x
P: new/410.m
p: x
P: new/411.m
p: x
P: new/412.m
p: x
P: new/413.m
p: x
P: new/414.m
p: x
P: new/415.m
p: x
P: new/416.m
p: x
P: new/417.m
p: x
P: new/418.m
p: x
P: new/419.m
p: x
P: new/420.m
p: x
P: new/421.m
p: x
P: new/422.m
p: x
P: new/423.m
p: x
P: new/424.m
p: x
P: new/425.m
p: x
P: new/426.m
p: x
P: new/427.m
p: x
P: new/428.m
p: x
P: new/429.m
p: x
P: new/430.m
p: x
P: new/431.m
p: x
P: new/432.m
p: x
P: new/433.m
p: x
P: new/434.m
p: x
P: new/435.m
p: x
P: new/436.m
p: x
P: new/437.m
p: x
P: new/438.m
p: x
P: new/439.m
p: x
P: new/440.m
p: x
P: new/441.m
p: x
P: new/442.m
p: x
P: new/443.m
p: x
P: new/444.m
p: x
P: new/445.m
p: x
P: new/446.m
p: x
P: new/447.m
p: x
P: new/448.m
p: x
P: new/449.m
p: x
P: new/450.m
p: x
P: new/451.m
p: x
P: new/452.m
p: x
P: new/453.m
p: x
P: new/454.m
p: x
P: new/455.m
p: x
P: new/456.m
p: x
P: new/457.m
p: x
P: new/458.m
p: x
P: new/459.m
p: x
P: new/460.m
p: x
P: new/461.m
p: x
P: new/462.m
p: x
P: new/463.m
p: x
P: new/464.m
p: x
P: new/465.m
p: x
P: new/466.m
p: x
P: new/467.m
p: x
P: new/468.m
p: x
P: new/469.m
p: x
P: new/470.m
p: x
P: new/471.m
p: x
P: new/472.m
p: x
P: new/473.m
p: x
P: new/474.m
p: x
P: new/475.m
p: x
P: new/476.m
p: x
P: new/477.m
p: x
P: new/478.m
p: x
P: new/479.m
p: x
P: new/480.m
p: x
P: new/481.m
p: x
P: new/482.m
p: x
P: new/483.m
p: x
P: new/484.m
p: x
P: new/485.m
p: x
P: new/486.m
p: x
P: new/487.m
p: x
P: new/488.m
p: x
P: new/489.m
p: x
P: new/490.m
p: x
P: new/491.m
p: x
P: new/492.m
p: x
P: new/493.m
p: x
P: new/494.m
p: x
P: new/495.m
p: x
P: new/496.m
p: x
P: new/497.m
p: x
P: new/498.m
p: x
P: new/499.m
p: x
P: new/500.m
p: x
P: new/501.m
p: x
P: new/502.m
p: x
P: new/503.m
p: x
P: new/504.m
p: x
P: new/505.m
p: x
P: new/506.m
p: x
P: new/507.m
p: x
P: new/508.m
p: x
P: new/509.m
p: x
P: new/510.m
p: x
P: new/511.m
p: x
P: new/512.m
p: x
P: new/513.m
p: x
P: new/514.m
p: x
P: new/515.m
p: x
P: new/516.m
p: x
P: new/517.m
p: x
P: new/518.m
p: x
P: new/519.m
p: x
P: new/520.m
p: x
P: new/521.m
p: x
P: new/522.m
p: x
P: new/523.m
p: x
P: new/524.m
p: x
P: new/525.m
p: x
P: new/526.m
p: x
P: new/527.m
p: x
P: new/528.m
p: x
P: new/529.m
p: x
P: new/530.m
p: x
P: new/531.m
p: x
P: new/532.m
p: x
P: new/533.m
p: x
P: new/534.m
p: x
P: new/535.m
p: x
P: new/536.m
p: x
P: new/537.m
p: x
P: new/538.m
p: x
P: new/539.m
p: x
P: new/540.m
p: x
P: new/541.m
p: x
P: new/542.m
p: x
P: new/543.m
p: x
P: new/544.m
p: x
P: new/545.m
p: x
P: new/546.m
p: x
P: new/547.m
p: x
P: new/548.m
p: x
P: new/549.m
p: x
P: new/550.m
p: x
P: new/551.m
p: x
P: new/552.m
p: x
P: new/553.m
p: x
P: new/554.m
p: x
P: new/555.m
p: x
P: new/556.m
p: x
P: new/557.m
p: x
P: new/558.m
p: x
P: new/559.m
p: x
P: new/560.m
p: x
P: new/561.m
p: x
P: new/562.m
p: x
P: new/563.m
p: x
P: new/564.m
p: x
P: new/565.m
p: x
P: new/566.m
p: x
P: new/567.m
p: x
P: new/568.m
p: x
P: new/569.m
p: x
P: new/570.m
p: x
P: new/571.m
p: x
P: new/572.m
p: x
P: new/573.m
p: x
P: new/574.m
p: x
P: new/575.m
p: x
P: new/576.m
p: x
P: new/577.m
p: x
P: new/578.m
p: x
P: new/579.m
p: x
P: new/580.m
p: x
P: new/581.m
p: x
P: new/582.m
p: x
P: new/583.m
p: x
P: new/584.m
p: x
P: new/585.m
p: x
P: new/586.m
p: x
P: new/587.m
p: x
P: new/588.m
p: x
P: new/589.m
p: x
P: new/590.m
p: x
P: new/591.m
p: x
P: new/592.m
p: x
P: new/593.m
p: x
P: new/594.m
p: x
P: new/595.m
p: x
P: new/596.m
p: x
P: new/597.m
p: x
P: new/598.m
p: x
P: new/599.m
p: x
P: new/600.m
p: x
P: new/601.m
p: x
P: new/602.m
p: x
P: new/603.m
p: x
P: new/604.m
p: x
P: new/605.m
p: x
P: new/606.m
p: x
P: new/607.m
p: x
P: new/608.m
p: x
P: new/609.m
p: x
P: new/610.m
p: x
P: new/611.m
p: x
P: new/612.m
p: x
P: new/613.m
p: x
P: new/614.m
p: x
P: new/615.m
p: x
P: new/616.m
p: x
P: new/617.m
p: x
P: new/618.m
p: x
P: new/619.m
p: x
P: new/620.m
p: x
P: new/621.m
p: x
P: new/622.m
p: x
P: new/623.m
p: x
P: new/624.m
p: x
P: new/625.m
p: x
P: new/626.m
p: x
P: new/627.m
p: x
P: new/628.m
p: x
P: new/629.m
p: x
P: new/630.m
p: x
P: new/631.m
p: x
P: new/632.m
p: x
P: new/633.m
p: x
P: new/634.m
p: x
P: new/635.m
p: x
P: new/636.m
p: x
P: new/637.m
p: x
P: new/638.m
p: x
P: new/639.m
p: x
P: new/640.m
p: x
P: new/641.m
p: x
P: new/642.m
p: x
P: new/643.m
p: x
P: new/644.m
p: x
P: new/645.m
p: x
P: new/646.m
p: x
P: new/647.m
p: x
P: new/648.m
p: x
P: new/649.m
p: x
P: new/650.m
p: x
P: new/651.m
p: x
P: new/652.m
p: x
P: new/653.m
p: x
P: new/654.m
p: x
P: new/655.m
p: x
P: new/656.m
p: x
P: new/657.m
p: x
P: new/658.m
p: x
P: new/659.m
p: x
P: new/660.m
p: x
P: new/661.m
p: x
P: new/662.m
p: x
P: new/663.m
p: x
P: new/664.m
p: x
P: new/665.m
p: x
P: new/666.m
p: x
P: new/667.m
p: x
P: new/668.m
p: x
P: new/669.m
p: x
P: new/670.m
p: x
P: new/671.m
p: x
P: new/672.m
p: x
P: new/673.m
p: x
P: new/674.m
p: x
P: new/675.m
p: x
P: new/676.m
p: x
P: new/677.m
p: x
P: new/678.m
p: x
P: new/679.m
p: x
P: new/680.m
p: x
P: new/681.m
p: x
P: new/682.m
p: x
P: new/683.m
p: x
P: new/684.m
p: x
P: new/685.m
p: x
P: new/686.m
p: x
P: new/687.m
p: x
P: new/688.m
p: x
P: new/689.m
p: x
P: new/690.m
p: x
P: new/691.m
p: x
P: new/692.m
p: x
P: new/693.m
p: x
P: new/694.m
p: x
P: new/695.m
p: x
P: new/696.m
p: x
P: new/697.m
p: x
P: new/698.m
p: x
P: new/699.m
p: x
P: new/700.m
p: x
.pop
.login
C: STAT
S: +OK 700 2100
C: LIST
S: +OK ...
S: 1 3
S: 2 3
S: 3 3
S: 4 3
S: 5 3
S: 6 3
S: 7 3
S: 8 3
S: 9 3
S: 10 3
S: 11 3
S: 12 3
S: 13 3
S: 14 3
S: 15 3
S: 16 3
S: 17 3
S: 18 3
S: 19 3
S: 20 3
S: 21 3
S: 22 3
S: 23 3
S: 24 3
S: 25 3
S: 26 3
S: 27 3
S: 28 3
S: 29 3
S: 30 3
S: 31 3
S: 32 3
S: 33 3
S: 34 3
S: 35 3
S: 36 3
S: 37 3
S: 38 3
S: 39 3
S: 40 3
S: 41 3
S: 42 3
S: 43 3
S: 44 3
S: 45 3
S: 46 3
S: 47 3
S: 48 3
S: 49 3
S: 50 3
S: 51 3
S: 52 3
S: 53 3
S: 54 3
S: 55 3
S: 56 3
S: 57 3
S: 58 3
S: 59 3
S: 60 3
S: 61 3
S: 62 3
S: 63 3
S: 64 3
S: 65 3
S: 66 3
S: 67 3
S: 68 3
S: 69 3
S: 70 3
S: 71 3
S: 72 3
S: 73 3
S: 74 3
S: 75 3
S: 76 3
S: 77 3
S: 78 3
S: 79 3
S: 80 3
S: 81 3
S: 82 3
S: 83 3
S: 84 3
S: 85 3
S: 86 3
S: 87 3
S: 88 3
S: 89 3
S: 90 3
S: 91 3
S: 92 3
S: 93 3
S: 94 3
S: 95 3
S: 96 3
S: 97 3
S: 98 3
S: 99 3
S: 100 3
S: 101 3
S: 102 3
S: 103 3
S: 104 3
S: 105 3
S: 106 3
S: 107 3
S: 108 3
S: 109 3
S: 110 3
S: 111 3
S: 112 3
S: 113 3
S: 114 3
S: 115 3
S: 116 3
S: 117 3
S: 118 3
S: 119 3
S: 120 3
S: 121 3
S: 122 3
S: 123 3
S: 124 3
S: 125 3
S: 126 3
S: 127 3
S: 128 3
S: 129 3
S: 130 3
S: 131 3
S: 132 3
S: 133 3
S: 134 3
S: 135 3
S: 136 3
S: 137 3
S: 138 3
S: 139 3
S: 140 3
S: 141 3
S: 142 3
S: 143 3
S: 144 3
S: 145 3
S: 146 3
S: 147 3
S: 148 3
S: 149 3
S: 150 3
S: 151 3
S: 152 3
S: 153 3
S: 154 3
S: 155 3
S: 156 3
S: 157 3
S: 158 3
S: 159 3
S: 160 3
S: 161 3
S: 162 3
S: 163 3
S: 164 3
S: 165 3
S: 166 3
S: 167 3
S: 168 3
S: 169 3
S: 170 3
S: 171 3
S: 172 3
S: 173 3
S: 174 3
S: 175 3
S: 176 3
S: 177 3
S: 178 3
S: 179 3
S: 180 3
S: 181 3
S: 182 3
S: 183 3
S: 184 3
S: 185 3
S: 186 3
S: 187 3
S: 188 3
S: 189 3
S: 190 3
S: 191 3
S: 192 3
S: 193 3
S: 194 3
S: 195 3
S: 196 3
S: 197 3
S: 198 3
S: 199 3
S: 200 3
S: 201 3
S: 202 3
S: 203 3
S: 204 3
S: 205 3
S: 206 3
S: 207 3
S: 208 3
S: 209 3
S: 210 3
S: 211 3
S: 212 3
S: 213 3
S: 214 3
S: 215 3
S: 216 3
S: 217 3
S: 218 3
S: 219 3
S: 220 3
S: 221 3
S: 222 3
S: 223 3
S: 224 3
S: 225 3
S: 226 3
S: 227 3
S: 228 3
S: 229 3
S: 230 3
S: 231 3
S: 232 3
S: 233 3
S: 234 3
S: 235 3
S: 236 3
S: 237 3
S: 238 3
S: 239 3
S: 240 3
S: 241 3
S: 242 3
S: 243 3
S: 244 3
S: 245 3
S: 246 3
S: 247 3
S: 248 3
S: 249 3
S: 250 3
S: 251 3
S: 252 3
S: 253 3
S: 254 3
S: 255 3
S: 256 3
S: 257 3
S: 258 3
S: 259 3
S: 260 3
S: 261 3
S: 262 3
S: 263 3
S: 264 3
S: 265 3
S: 266 3
S: 267 3
S: 268 3
S: 269 3
S: 270 3
S: 271 3
S: 272 3
S: 273 3
S: 274 3
S: 275 3
S: 276 3
S: 277 3
S: 278 3
S: 279 3
S: 280 3
S: 281 3
S: 282 3
S: 283 3
S: 284 3
S: 285 3
S: 286 3
S: 287 3
S: 288 3
S: 289 3
S: 290 3
S: 291 3
S: 292 3
S: 293 3
S: 294 3
S: 295 3
S: 296 3
S: 297 3
S: 298 3
S: 299 3
S: 300 3
S: 301 3
S: 302 3
S: 303 3
S: 304 3
S: 305 3
S: 306 3
S: 307 3
S: 308 3
S: 309 3
S: 310 3
S: 311 3
S: 312 3
S: 313 3
S: 314 3
S: 315 3
S: 316 3
S: 317 3
S: 318 3
S: 319 3
S: 320 3
S: 321 3
S: 322 3
S: 323 3
S: 324 3
S: 325 3
S: 326 3
S: 327 3
S: 328 3
S: 329 3
S: 330 3
S: 331 3
S: 332 3
S: 333 3
S: 334 3
S: 335 3
S: 336 3
S: 337 3
S: 338 3
S: 339 3
S: 340 3
S: 341 3
S: 342 3
S: 343 3
S: 344 3
S: 345 3
S: 346 3
S: 347 3
S: 348 3
S: 349 3
S: 350 3
S: 351 3
S: 352 3
S: 353 3
S: 354 3
S: 355 3
S: 356 3
S: 357 3
S: 358 3
S: 359 3
S: 360 3
S: 361 3
S: 362 3
S: 363 3
S: 364 3
S: 365 3
S: 366 3
S: 367 3
S: 368 3
S: 369 3
S: 370 3
S: 371 3
S: 372 3
S: 373 3
S: 374 3
S: 375 3
S: 376 3
S: 377 3
S: 378 3
S: 379 3
S: 380 3
S: 381 3
S: 382 3
S: 383 3
S: 384 3
S: 385 3
S: 386 3
S: 387 3
S: 388 3
S: 389 3
S: 390 3
S: 391 3
S: 392 3
S: 393 3
S: 394 3
S: 395 3
S: 396 3
S: 397 3
S: 398 3
S: 399 3
S: 400 3
S: 401 3
S: 402 3
S: 403 3
S: 404 3
S: 405 3
S: 406 3
S: 407 3
S: 408 3
S: 409 3
S: 410 3
S: 411 3
S: 412 3
S: 413 3
S: 414 3
S: 415 3
S: 416 3
S: 417 3
S: 418 3
S: 419 3
S: 420 3
S: 421 3
S: 422 3
S: 423 3
S: 424 3
S: 425 3
S: 426 3
S: 427 3
S: 428 3
S: 429 3
S: 430 3
S: 431 3
S: 432 3
S: 433 3
S: 434 3
S: 435 3
S: 436 3
S: 437 3
S: 438 3
S: 439 3
S: 440 3
S: 441 3
S: 442 3
S: 443 3
S: 444 3
S: 445 3
S: 446 3
S: 447 3
S: 448 3
S: 449 3
S: 450 3
S: 451 3
S: 452 3
S: 453 3
S: 454 3
S: 455 3
S: 456 3
S: 457 3
S: 458 3
S: 459 3
S: 460 3
S: 461 3
S: 462 3
S: 463 3
S: 464 3
S: 465 3
S: 466 3
S: 467 3
S: 468 3
S: 469 3
S: 470 3
S: 471 3
S: 472 3
S: 473 3
S: 474 3
S: 475 3
S: 476 3
S: 477 3
S: 478 3
S: 479 3
S: 480 3
S: 481 3
S: 482 3
S: 483 3
S: 484 3
S: 485 3
S: 486 3
S: 487 3
S: 488 3
S: 489 3
S: 490 3
S: 491 3
S: 492 3
S: 493 3
S: 494 3
S: 495 3
S: 496 3
S: 497 3
S: 498 3
S: 499 3
S: 500 3
S: 501 3
S: 502 3
S: 503 3
S: 504 3
S: 505 3
S: 506 3
S: 507 3
S: 508 3
S: 509 3
S: 510 3
S: 511 3
S: 512 3
S: 513 3
S: 514 3
S: 515 3
S: 516 3
S: 517 3
S: 518 3
S: 519 3
S: 520 3
S: 521 3
S: 522 3
S: 523 3
S: 524 3
S: 525 3
S: 526 3
S: 527 3
S: 528 3
S: 529 3
S: 530 3
S: 531 3
S: 532 3
S: 533 3
S: 534 3
S: 535 3
S: 536 3
S: 537 3
S: 538 3
S: 539 3
S: 540 3
S: 541 3
S: 542 3
S: 543 3
S: 544 3
S: 545 3
S: 546 3
S: 547 3
S: 548 3
S: 549 3
S: 550 3
S: 551 3
S: 552 3
S: 553 3
S: 554 3
S: 555 3
S: 556 3
S: 557 3
S: 558 3
S: 559 3
S: 560 3
S: 561 3
S: 562 3
S: 563 3
S: 564 3
S: 565 3
S: 566 3
S: 567 3
S: 568 3
S: 569 3
S: 570 3
S: 571 3
S: 572 3
S: 573 3
S: 574 3
S: 575 3
S: 576 3
S: 577 3
S: 578 3
S: 579 3
S: 580 3
S: 581 3
S: 582 3
S: 583 3
S: 584 3
S: 585 3
S: 586 3
S: 587 3
S: 588 3
S: 589 3
S: 590 3
S: 591 3
S: 592 3
S: 593 3
S: 594 3
S: 595 3
S: 596 3
S: 597 3
S: 598 3
S: 599 3
S: 600 3
S: 601 3
S: 602 3
S: 603 3
S: 604 3
S: 605 3
S: 606 3
S: 607 3
S: 608 3
S: 609 3
S: 610 3
S: 611 3
S: 612 3
S: 613 3
S: 614 3
S: 615 3
S: 616 3
S: 617 3
S: 618 3
S: 619 3
S: 620 3
S: 621 3
S: 622 3
S: 623 3
S: 624 3
S: 625 3
S: 626 3
S: 627 3
S: 628 3
S: 629 3
S: 630 3
S: 631 3
S: 632 3
S: 633 3
S: 634 3
S: 635 3
S: 636 3
S: 637 3
S: 638 3
S: 639 3
S: 640 3
S: 641 3
S: 642 3
S: 643 3
S: 644 3
S: 645 3
S: 646 3
S: 647 3
S: 648 3
S: 649 3
S: 650 3
S: 651 3
S: 652 3
S: 653 3
S: 654 3
S: 655 3
S: 656 3
S: 657 3
S: 658 3
S: 659 3
S: 660 3
S: 661 3
S: 662 3
S: 663 3
S: 664 3
S: 665 3
S: 666 3
S: 667 3
S: 668 3
S: 669 3
S: 670 3
S: 671 3
S: 672 3
S: 673 3
S: 674 3
S: 675 3
S: 676 3
S: 677 3
S: 678 3
S: 679 3
S: 680 3
S: 681 3
S: 682 3
S: 683 3
S: 684 3
S: 685 3
S: 686 3
S: 687 3
S: 688 3
S: 689 3
S: 690 3
S: 691 3
S: 692 3
S: 693 3
S: 694 3
S: 695 3
S: 696 3
S: 697 3
S: 698 3
S: 699 3
S: 700 3
S: .
C: UIDL
S: +OK ...
S: 1 1.m
S: 2 2.m
S: 3 3.m
S: 4 4.m
S: 5 5.m
S: 6 6.m
S: 7 7.m
S: 8 8.m
S: 9 9.m
S: 10 10.m
S: 11 11.m
S: 12 12.m
S: 13 13.m
S: 14 14.m
S: 15 15.m
S: 16 16.m
S: 17 17.m
S: 18 18.m
S: 19 19.m
S: 20 20.m
S: 21 21.m
S: 22 22.m
S: 23 23.m
S: 24 24.m
S: 25 25.m
S: 26 26.m
S: 27 27.m
S: 28 28.m
S: 29 29.m
S: 30 30.m
S: 31 31.m
S: 32 32.m
S: 33 33.m
S: 34 34.m
S: 35 35.m
S: 36 36.m
S: 37 37.m
S: 38 38.m
S: 39 39.m
S: 40 40.m
S: 41 41.m
S: 42 42.m
S: 43 43.m
S: 44 44.m
S: 45 45.m
S: 46 46.m
S: 47 47.m
S: 48 48.m
S: 49 49.m
S: 50 50.m
S: 51 51.m
S: 52 52.m
S: 53 53.m
S: 54 54.m
S: 55 55.m
S: 56 56.m
S: 57 57.m
S: 58 58.m
S: 59 59.m
S: 60 60.m
S: 61 61.m
S: 62 62.m
S: 63 63.m
S: 64 64.m
S: 65 65.m
S: 66 66.m
S: 67 67.m
S: 68 68.m
S: 69 69.m
S: 70 70.m
S: 71 71.m
S: 72 72.m
S: 73 73.m
S: 74 74.m
S: 75 75.m
S: 76 76.m
S: 77 77.m
S: 78 78.m
S: 79 79.m
S: 80 80.m
S: 81 81.m
S: 82 82.m
S: 83 83.m
S: 84 84.m
S: 85 85.m
S: 86 86.m
S: 87 87.m
S: 88 88.m
S: 89 89.m
S: 90 90.m
S: 91 91.m
S: 92 92.m
S: 93 93.m
S: 94 94.m
S: 95 95.m
S: 96 96.m
S: 97 97.m
S: 98 98.m
S: 99 99.m
S: 100 100.m
S: 101 101.m
S: 102 102.m
S: 103 103.m
S: 104 104.m
S: 105 105.m
S: 106 106.m
S: 107 107.m
S: 108 108.m
S: 109 109.m
S: 110 110.m
S: 111 111.m
S: 112 112.m
S: 113 113.m
S: 114 114.m
S: 115 115.m
S: 116 116.m
S: 117 117.m
S: 118 118.m
S: 119 119.m
S: 120 120.m
S: 121 121.m
S: 122 122.m
S: 123 123.m
S: 124 124.m
S: 125 125.m
S: 126 126.m
S: 127 127.m
S: 128 128.m
S: 129 129.m
S: 130 130.m
S: 131 131.m
S: 132 132.m
S: 133 133.m
S: 134 134.m
S: 135 135.m
S: 136 136.m
S: 137 137.m
S: 138 138.m
S: 139 139.m
S: 140 140.m
S: 141 141.m
S: 142 142.m
S: 143 143.m
S: 144 144.m
S: 145 145.m
S: 146 146.m
S: 147 147.m
S: 148 148.m
S: 149 149.m
S: 150 150.m
S: 151 151.m
S: 152 152.m
S: 153 153.m
S: 154 154.m
S: 155 155.m
S: 156 156.m
S: 157 157.m
S: 158 158.m
S: 159 159.m
S: 160 160.m
S: 161 161.m
S: 162 162.m
S: 163 163.m
S: 164 164.m
S: 165 165.m
S: 166 166.m
S: 167 167.m
S: 168 168.m
S: 169 169.m
S: 170 170.m
S: 171 171.m
S: 172 172.m
S: 173 173.m
S: 174 174.m
S: 175 175.m
S: 176 176.m
S: 177 177.m
S: 178 178.m
S: 179 179.m
S: 180 180.m
S: 181 181.m
S: 182 182.m
S: 183 183.m
S: 184 184.m
S: 185 185.m
S: 186 186.m
S: 187 187.m
S: 188 188.m
S: 189 189.m
S: 190 190.m
S: 191 191.m
S: 192 192.m
S: 193 193.m
S: 194 194.m
S: 195 195.m
S: 196 196.m
S: 197 197.m
S: 198 198.m
S: 199 199.m
S: 200 200.m
S: 201 201.m
S: 202 202.m
S: 203 203.m
S: 204 204.m
S: 205 205.m
S: 206 206.m
S: 207 207.m
S: 208 208.m
S: 209 209.m
S: 210 210.m
S: 211 211.m
S: 212 212.m
S: 213 213.m
S: 214 214.m
S: 215 215.m
S: 216 216.m
S: 217 217.m
S: 218 218.m
S: 219 219.m
S: 220 220.m
S: 221 221.m
S: 222 222.m
S: 223 223.m
S: 224 224.m
S: 225 225.m
S: 226 226.m
S: 227 227.m
S: 228 228.m
S: 229 229.m
S: 230 230.m
S: 231 231.m
S: 232 232.m
S: 233 233.m
S: 234 234.m
S: 235 235.m
S: 236 236.m
S: 237 237.m
S: 238 238.m
S: 239 239.m
S: 240 240.m
S: 241 241.m
S: 242 242.m
S: 243 243.m
S: 244 244.m
S: 245 245.m
S: 246 246.m
S: 247 247.m
S: 248 248.m
S: 249 249.m
S: 250 250.m
S: 251 251.m
S: 252 252.m
S: 253 253.m
S: 254 254.m
S: 255 255.m
S: 256 256.m
S: 257 257.m
S: 258 258.m
S: 259 259.m
S: 260 260.m
S: 261 261.m
S: 262 262.m
S: 263 263.m
S: 264 264.m
S: 265 265.m
S: 266 266.m
S: 267 267.m
S: 268 268.m
S: 269 269.m
S: 270 270.m
S: 271 271.m
S: 272 272.m
S: 273 273.m
S: 274 274.m
S: 275 275.m
S: 276 276.m
S: 277 277.m
S: 278 278.m
S: 279 279.m
S: 280 280.m
S: 281 281.m
S: 282 282.m
S: 283 283.m
S: 284 284.m
S: 285 285.m
S: 286 286.m
S: 287 287.m
S: 288 288.m
S: 289 289.m
S: 290 290.m
S: 291 291.m
S: 292 292.m
S: 293 293.m
S: 294 294.m
S: 295 295.m
S: 296 296.m
S: 297 297.m
S: 298 298.m
S: 299 299.m
S: 300 300.m
S: 301 301.m
S: 302 302.m
S: 303 303.m
S: 304 304.m
S: 305 305.m
S: 306 306.m
S: 307 307.m
S: 308 308.m
S: 309 309.m
S: 310 310.m
S: 311 311.m
S: 312 312.m
S: 313 313.m
S: 314 314.m
S: 315 315.m
S: 316 316.m
S: 317 317.m
S: 318 318.m
S: 319 319.m
S: 320 320.m
S: 321 321.m
S: 322 322.m
S: 323 323.m
S: 324 324.m
S: 325 325.m
S: 326 326.m
S: 327 327.m
S: 328 328.m
S: 329 329.m
S: 330 330.m
S: 331 331.m
S: 332 332.m
S: 333 333.m
S: 334 334.m
S: 335 335.m
S: 336 336.m
S: 337 337.m
S: 338 338.m
S: 339 339.m
S: 340 340.m
S: 341 341.m
S: 342 342.m
S: 343 343.m
S: 344 344.m
S: 345 345.m
S: 346 346.m
S: 347 347.m
S: 348 348.m
S: 349 349.m
S: 350 350.m
S: 351 351.m
S: 352 352.m
S: 353 353.m
S: 354 354.m
S: 355 355.m
S: 356 356.m
S: 357 357.m
S: 358 358.m
S: 359 359.m
S: 360 360.m
S: 361 361.m
S: 362 362.m
S: 363 363.m
S: 364 364.m
S: 365 365.m
S: 366 366.m
S: 367 367.m
S: 368 368.m
S: 369 369.m
S: 370 370.m
S: 371 371.m
S: 372 372.m
S: 373 373.m
S: 374 374.m
S: 375 375.m
S: 376 376.m
S: 377 377.m
S: 378 378.m
S: 379 379.m
S: 380 380.m
S: 381 381.m
S: 382 382.m
S: 383 383.m
S: 384 384.m
S: 385 385.m
S: 386 386.m
S: 387 387.m
S: 388 388.m
S: 389 389.m
S: 390 390.m
S: 391 391.m
S: 392 392.m
S: 393 393.m
S: 394 394.m
S: 395 395.m
S: 396 396.m
S: 397 397.m
S: 398 398.m
S: 399 399.m
S: 400 400.m
S: 401 401.m
S: 402 402.m
S: 403 403.m
S: 404 404.m
S: 405 405.m
S: 406 406.m
S: 407 407.m
S: 408 408.m
S: 409 409.m
S: 410 410.m
S: 411 411.m
S: 412 412.m
S: 413 413.m
S: 414 414.m
S: 415 415.m
S: 416 416.m
S: 417 417.m
S: 418 418.m
S: 419 419.m
S: 420 420.m
S: 421 421.m
S: 422 422.m
S: 423 423.m
S: 424 424.m
S: 425 425.m
S: 426 426.m
S: 427 427.m
S: 428 428.m
S: 429 429.m
S: 430 430.m
S: 431 431.m
S: 432 432.m
S: 433 433.m
S: 434 434.m
S: 435 435.m
S: 436 436.m
S: 437 437.m
S: 438 438.m
S: 439 439.m
S: 440 440.m
S: 441 441.m
S: 442 442.m
S: 443 443.m
S: 444 444.m
S: 445 445.m
S: 446 446.m
S: 447 447.m
S: 448 448.m
S: 449 449.m
S: 450 450.m
S: 451 451.m
S: 452 452.m
S: 453 453.m
S: 454 454.m
S: 455 455.m
S: 456 456.m
S: 457 457.m
S: 458 458.m
S: 459 459.m
S: 460 460.m
S: 461 461.m
S: 462 462.m
S: 463 463.m
S: 464 464.m
S: 465 465.m
S: 466 466.m
S: 467 467.m
S: 468 468.m
S: 469 469.m
S: 470 470.m
S: 471 471.m
S: 472 472.m
S: 473 473.m
S: 474 474.m
S: 475 475.m
S: 476 476.m
S: 477 477.m
S: 478 478.m
S: 479 479.m
S: 480 480.m
S: 481 481.m
S: 482 482.m
S: 483 483.m
S: 484 484.m
S: 485 485.m
S: 486 486.m
S: 487 487.m
S: 488 488.m
S: 489 489.m
S: 490 490.m
S: 491 491.m
S: 492 492.m
S: 493 493.m
S: 494 494.m
S: 495 495.m
S: 496 496.m
S: 497 497.m
S: 498 498.m
S: 499 499.m
S: 500 500.m
S: 501 501.m
S: 502 502.m
S: 503 503.m
S: 504 504.m
S: 505 505.m
S: 506 506.m
S: 507 507.m
S: 508 508.m
S: 509 509.m
S: 510 510.m
S: 511 511.m
S: 512 512.m
S: 513 513.m
S: 514 514.m
S: 515 515.m
S: 516 516.m
S: 517 517.m
S: 518 518.m
S: 519 519.m
S: 520 520.m
S: 521 521.m
S: 522 522.m
S: 523 523.m
S: 524 524.m
S: 525 525.m
S: 526 526.m
S: 527 527.m
S: 528 528.m
S: 529 529.m
S: 530 530.m
S: 531 531.m
S: 532 532.m
S: 533 533.m
S: 534 534.m
S: 535 535.m
S: 536 536.m
S: 537 537.m
S: 538 538.m
S: 539 539.m
S: 540 540.m
S: 541 541.m
S: 542 542.m
S: 543 543.m
S: 544 544.m
S: 545 545.m
S: 546 546.m
S: 547 547.m
S: 548 548.m
S: 549 549.m
S: 550 550.m
S: 551 551.m
S: 552 552.m
S: 553 553.m
S: 554 554.m
S: 555 555.m
S: 556 556.m
S: 557 557.m
S: 558 558.m
S: 559 559.m
S: 560 560.m
S: 561 561.m
S: 562 562.m
S: 563 563.m
S: 564 564.m
S: 565 565.m
S: 566 566.m
S: 567 567.m
S: 568 568.m
S: 569 569.m
S: 570 570.m
S: 571 571.m
S: 572 572.m
S: 573 573.m
S: 574 574.m
S: 575 575.m
S: 576 576.m
S: 577 577.m
S: 578 578.m
S: 579 579.m
S: 580 580.m
S: 581 581.m
S: 582 582.m
S: 583 583.m
S: 584 584.m
S: 585 585.m
S: 586 586.m
S: 587 587.m
S: 588 588.m
S: 589 589.m
S: 590 590.m
S: 591 591.m
S: 592 592.m
S: 593 593.m
S: 594 594.m
S: 595 595.m
S: 596 596.m
S: 597 597.m
S: 598 598.m
S: 599 599.m
S: 600 600.m
S: 601 601.m
S: 602 602.m
S: 603 603.m
S: 604 604.m
S: 605 605.m
S: 606 606.m
S: 607 607.m
S: 608 608.m
S: 609 609.m
S: 610 610.m
S: 611 611.m
S: 612 612.m
S: 613 613.m
S: 614 614.m
S: 615 615.m
S: 616 616.m
S: 617 617.m
S: 618 618.m
S: 619 619.m
S: 620 620.m
S: 621 621.m
S: 622 622.m
S: 623 623.m
S: 624 624.m
S: 625 625.m
S: 626 626.m
S: 627 627.m
S: 628 628.m
S: 629 629.m
S: 630 630.m
S: 631 631.m
S: 632 632.m
S: 633 633.m
S: 634 634.m
S: 635 635.m
S: 636 636.m
S: 637 637.m
S: 638 638.m
S: 639 639.m
S: 640 640.m
S: 641 641.m
S: 642 642.m
S: 643 643.m
S: 644 644.m
S: 645 645.m
S: 646 646.m
S: 647 647.m
S: 648 648.m
S: 649 649.m
S: 650 650.m
S: 651 651.m
S: 652 652.m
S: 653 653.m
S: 654 654.m
S: 655 655.m
S: 656 656.m
S: 657 657.m
S: 658 658.m
S: 659 659.m
S: 660 660.m
S: 661 661.m
S: 662 662.m
S: 663 663.m
S: 664 664.m
S: 665 665.m
S: 666 666.m
S: 667 667.m
S: 668 668.m
S: 669 669.m
S: 670 670.m
S: 671 671.m
S: 672 672.m
S: 673 673.m
S: 674 674.m
S: 675 675.m
S: 676 676.m
S: 677 677.m
S: 678 678.m
S: 679 679.m
S: 680 680.m
S: 681 681.m
S: 682 682.m
S: 683 683.m
S: 684 684.m
S: 685 685.m
S: 686 686.m
S: 687 687.m
S: 688 688.m
S: 689 689.m
S: 690 690.m
S: 691 691.m
S: 692 692.m
S: 693 693.m
S: 694 694.m
S: 695 695.m
S: 696 696.m
S: 697 697.m
S: 698 698.m
S: 699 699.m
S: 700 700.m
S: .
C: DELE 700
S: +OK
C: DELE 513
S: +OK
C: DELE 1
S: +OK
.bye
R: new/2.m
R: new/3.m
R: new/4.m
R: new/5.m
R: new/6.m
R: new/7.m
R: new/8.m
R: new/9.m
R: new/10.m
R: new/11.m
R: new/12.m
R: new/13.m
R: new/14.m
R: new/15.m
R: new/16.m
R: new/17.m
R: new/18.m
R: new/19.m
R: new/20.m
R: new/21.m
R: new/22.m
R: new/23.m
R: new/24.m
R: new/25.m
R: new/26.m
R: new/27.m
R: new/28.m
R: new/29.m
R: new/30.m
R: new/31.m
R: new/32.m
R: new/33.m
R: new/34.m
R: new/35.m
R: new/36.m
R: new/37.m
R: new/38.m
R: new/39.m
R: new/40.m
R: new/41.m
R: new/42.m
R: new/43.m
R: new/44.m
R: new/45.m
R: new/46.m
R: new/47.m
R: new/48.m
R: new/49.m
R: new/50.m
R: new/51.m
R: new/52.m
R: new/53.m
R: new/54.m
R: new/55.m
R: new/56.m
R: new/57.m
R: new/58.m
R: new/59.m
R: new/60.m
R: new/61.m
R: new/62.m
R: new/63.m
R: new/64.m
R: new/65.m
R: new/66.m
R: new/67.m
R: new/68.m
R: new/69.m
R: new/70.m
R: new/71.m
R: new/72.m
R: new/73.m
R: new/74.m
R: new/75.m
R: new/76.m
R: new/77.m
R: new/78.m
R: new/79.m
R: new/80.m
R: new/81.m
R: new/82.m
R: new/83.m
R: new/84.m
R: new/85.m
R: new/86.m
R: new/87.m
R: new/88.m
R: new/89.m
R: new/90.m
R: new/91.m
R: new/92.m
R: new/93.m
R: new/94.m
R: new/95.m
R: new/96.m
R: new/97.m
R: new/98.m
R: new/99.m
R: new/100.m
R: new/101.m
R: new/102.m
R: new/103.m
R: new/104.m
R: new/105.m
R: new/106.m
R: new/107.m
R: new/108.m
R: new/109.m
R: new/110.m
R: new/111.m
R: new/112.m
R: new/113.m
R: new/114.m
R: new/115.m
R: new/116.m
R: new/117.m
R: new/118.m
R: new/119.m
R: new/120.m
R: new/121.m
R: new/122.m
R: new/123.m
R: new/124.m
R: new/125.m
R: new/126.m
R: new/127.m
R: new/128.m
R: new/129.m
R: new/130.m
R: new/131.m
R: new/132.m
R: new/133.m
R: new/134.m
R: new/135.m
R: new/136.m
R: new/137.m
R: new/138.m
R: new/139.m
R: new/140.m
R: new/141.m
R: new/142.m
R: new/143.m
R: new/144.m
R: new/145.m
R: new/146.m
R: new/147.m
R: new/148.m
R: new/149.m
R: new/150.m
R: new/151.m
R: new/152.m
R: new/153.m
R: new/154.m
R: new/155.m
R: new/156.m
R: new/157.m
R: new/158.m
R: new/159.m
R: new/160.m
R: new/161.m
R: new/162.m
R: new/163.m
R: new/164.m
R: new/165.m
R: new/166.m
R: new/167.m
R: new/168.m
R: new/169.m
R: new/170.m
R: new/171.m
R: new/172.m
R: new/173.m
R: new/174.m
R: new/175.m
R: new/176.m
R: new/177.m
R: new/178.m
R: new/179.m
R: new/180.m
R: new/181.m
R: new/182.m
R: new/183.m
R: new/184.m
R: new/185.m
R: new/186.m
R: new/187.m
R: new/188.m
R: new/189.m
R: new/190.m
R: new/191.m
R: new/192.m
R: new/193.m
R: new/194.m
R: new/195.m
R: new/196.m
R: new/197.m
R: new/198.m
R: new/199.m
R: new/200.m
R: new/201.m
R: new/202.m
R: new/203.m
R: new/204.m
R: new/205.m
R: new/206.m
R: new/207.m
R: new/208.m
R: new/209.m
R: new/210.m
R: new/211.m
R: new/212.m
R: new/213.m
R: new/214.m
R: new/215.m
R: new/216.m
R: new/217.m
R: new/218.m
R: new/219.m
R: new/220.m
R: new/221.m
R: new/222.m
R: new/223.m
R: new/224.m
R: new/225.m
R: new/226.m
R: new/227.m
R: new/228.m
R: new/229.m
R: new/230.m
R: new/231.m
R: new/232.m
R: new/233.m
R: new/234.m
R: new/235.m
R: new/236.m
R: new/237.m
R: new/238.m
R: new/239.m
R: new/240.m
R: new/241.m
R: new/242.m
R: new/243.m
R: new/244.m
R: new/245.m
R: new/246.m
R: new/247.m
R: new/248.m
R: new/249.m
R: new/250.m
R: new/251.m
R: new/252.m
R: new/253.m
R: new/254.m
R: new/255.m
R: new/256.m
R: new/257.m
R: new/258.m
R: new/259.m
R: new/260.m
R: new/261.m
R: new/262.m
R: new/263.m
R: new/264.m
R: new/265.m
R: new/266.m
R: new/267.m
R: new/268.m
R: new/269.m
R: new/270.m
R: new/271.m
R: new/272.m
R: new/273.m
R: new/274.m
R: new/275.m
R: new/276.m
R: new/277.m
R: new/278.m
R: new/279.m
R: new/280.m
R: new/281.m
R: new/282.m
R: new/283.m
R: new/284.m
R: new/285.m
R: new/286.m
R: new/287.m
R: new/288.m
R: new/289.m
R: new/290.m
R: new/291.m
R: new/292.m
R: new/293.m
R: new/294.m
R: new/295.m
R: new/296.m
R: new/297.m
R: new/298.m
R: new/299.m
R: new/300.m
R: new/301.m
R: new/302.m
R: new/303.m
R: new/304.m
R: new/305.m
R: new/306.m
R: new/307.m
R: new/308.m
R: new/309.m
R: new/310.m
R: new/311.m
R: new/312.m
R: new/313.m
R: new/314.m
R: new/315.m
R: new/316.m
R: new/317.m
R: new/318.m
R: new/319.m
R: new/320.m
R: new/321.m
R: new/322.m
R: new/323.m
R: new/324.m
R: new/325.m
R: new/326.m
R: new/327.m
R: new/328.m
R: new/329.m
R: new/330.m
R: new/331.m
R: new/332.m
R: new/333.m
R: new/334.m
R: new/335.m
R: new/336.m
R: new/337.m
R: new/338.m
R: new/339.m
R: new/340.m
R: new/341.m
R: new/342.m
R: new/343.m
R: new/344.m
R: new/345.m
R: new/346.m
R: new/347.m
R: new/348.m
R: new/349.m
R: new/350.m
R: new/351.m
R: new/352.m
R: new/353.m
R: new/354.m
R: new/355.m
R: new/356.m
R: new/357.m
R: new/358.m
R: new/359.m
R: new/360.m
R: new/361.m
R: new/362.m
R: new/363.m
R: new/364.m
R: new/365.m
R: new/366.m
R: new/367.m
R: new/368.m
R: new/369.m
R: new/370.m
R: new/371.m
R: new/372.m
R: new/373.m
R: new/374.m
R: new/375.m
R: new/376.m
R: new/377.m
R: new/378.m
R: new/379.m
R: new/380.m
R: new/381.m
R: new/382.m
R: new/383.m
R: new/384.m
R: new/385.m
R: new/386.m
R: new/387.m
R: new/388.m
R: new/389.m
R: new/390.m
R: new/391.m
R: new/392.m
R: new/393.m
R: new/394.m
R: new/395.m
R: new/396.m
R: new/397.m
R: new/398.m
R: new/399.m
R: new/400.m
R: new/401.m
R: new/402.m
R: new/403.m
R: new/404.m
R: new/405.m
R: new/406.m
R: new/407.m
R: new/408.m
R: new/409.m
R: new/410.m
R: new/411.m
R: new/412.m
R: new/413.m
R: new/414.m
R: new/415.m
R: new/416.m
R: new/417.m
R: new/418.m
R: new/419.m
R: new/420.m
R: new/421.m
R: new/422.m
R: new/423.m
R: new/424.m
R: new/425.m
R: new/426.m
R: new/427.m
R: new/428.m
R: new/429.m
R: new/430.m
R: new/431.m
R: new/432.m
R: new/433.m
R: new/434.m
R: new/435.m
R: new/436.m
R: new/437.m
R: new/438.m
R: new/439.m
R: new/440.m
R: new/441.m
R: new/442.m
R: new/443.m
R: new/444.m
R: new/445.m
R: new/446.m
R: new/447.m
R: new/448.m
R: new/449.m
R: new/450.m
R: new/451.m
R: new/452.m
R: new/453.m
R: new/454.m
R: new/455.m
R: new/456.m
R: new/457.m
R: new/458.m
R: new/459.m
R: new/460.m
R: new/461.m
R: new/462.m
R: new/463.m
R: new/464.m
R: new/465.m
R: new/466.m
R: new/467.m
R: new/468.m
R: new/469.m
R: new/470.m
R: new/471.m
R: new/472.m
R: new/473.m
R: new/474.m
R: new/475.m
R: new/476.m
R: new/477.m
R: new/478.m
R: new/479.m
R: new/480.m
R: new/481.m
R: new/482.m
R: new/483.m
R: new/484.m
R: new/485.m
R: new/486.m
R: new/487.m
R: new/488.m
R: new/489.m
R: new/490.m
R: new/491.m
R: new/492.m
R: new/493.m
R: new/494.m
R: new/495.m
R: new/496.m
R: new/497.m
R: new/498.m
R: new/499.m
R: new/500.m
R: new/501.m
R: new/502.m
R: new/503.m
R: new/504.m
R: new/505.m
R: new/506.m
R: new/507.m
R: new/508.m
R: new/509.m
R: new/510.m
R: new/511.m
R: new/512.m
R: new/514.m
R: new/515.m
R: new/516.m
R: new/517.m
R: new/518.m
R: new/519.m
R: new/520.m
R: new/521.m
R: new/522.m
R: new/523.m
R: new/524.m
R: new/525.m
R: new/526.m
R: new/527.m
R: new/528.m
R: new/529.m
R: new/530.m
R: new/531.m
R: new/532.m
R: new/533.m
R: new/534.m
R: new/535.m
R: new/536.m
R: new/537.m
R: new/538.m
R: new/539.m
R: new/540.m
R: new/541.m
R: new/542.m
R: new/543.m
R: new/544.m
R: new/545.m
R: new/546.m
R: new/547.m
R: new/548.m
R: new/549.m
R: new/550.m
R: new/551.m
R: new/552.m
R: new/553.m
R: new/554.m
R: new/555.m
R: new/556.m
R: new/557.m
R: new/558.m
R: new/559.m
R: new/560.m
R: new/561.m
R: new/562.m
R: new/563.m
R: new/564.m
R: new/565.m
R: new/566.m
R: new/567.m
R: new/568.m
R: new/569.m
R: new/570.m
R: new/571.m
R: new/572.m
R: new/573.m
R: new/574.m
R: new/575.m
R: new/576.m
R: new/577.m
R: new/578.m
R: new/579.m
R: new/580.m
R: new/581.m
R: new/582.m
R: new/583.m
R: new/584.m
R: new/585.m
R: new/586.m
R: new/587.m
R: new/588.m
R: new/589.m
R: new/590.m
R: new/591.m
R: new/592.m
R: new/593.m
R: new/594.m
R: new/595.m
R: new/596.m
R: new/597.m
R: new/598.m
R: new/599.m
R: new/600.m
R: new/601.m
R: new/602.m
R: new/603.m
R: new/604.m
R: new/605.m
R: new/606.m
R: new/607.m
R: new/608.m
R: new/609.m
R: new/610.m
R: new/611.m
R: new/612.m
R: new/613.m
R: new/614.m
R: new/615.m
R: new/616.m
R: new/617.m
R: new/618.m
R: new/619.m
R: new/620.m
R: new/621.m
R: new/622.m
R: new/623.m
R: new/624.m
R: new/625.m
R: new/626.m
R: new/627.m
R: new/628.m
R: new/629.m
R: new/630.m
R: new/631.m
R: new/632.m
R: new/633.m
R: new/634.m
R: new/635.m
R: new/636.m
R: new/637.m
R: new/638.m
R: new/639.m
R: new/640.m
R: new/641.m
R: new/642.m
R: new/643.m
R: new/644.m
R: new/645.m
R: new/646.m
R: new/647.m
R: new/648.m
R: new/649.m
R: new/650.m
R: new/651.m
R: new/652.m
R: new/653.m
R: new/654.m
R: new/655.m
R: new/656.m
R: new/657.m
R: new/658.m
R: new/659.m
R: new/660.m
R: new/661.m
R: new/662.m
R: new/663.m
R: new/664.m
R: new/665.m
R: new/666.m
R: new/667.m
R: new/668.m
R: new/669.m
R: new/670.m
R: new/671.m
R: new/672.m
R: new/673.m
R: new/674.m
R: new/675.m
R: new/676.m
R: new/677.m
R: new/678.m
R: new/679.m
R: new/680.m
R: new/681.m
R: new/682.m
R: new/683.m
R: new/684.m
R: new/685.m
R: new/686.m
R: new/687.m
R: new/688.m
R: new/689.m
R: new/690.m
R: new/691.m
R: new/692.m
R: new/693.m
R: new/694.m
R: new/695.m
R: new/696.m
R: new/697.m
R: new/698.m
R: new/699.m
